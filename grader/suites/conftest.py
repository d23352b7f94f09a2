"""`pytest grader/suites` grades too: this brings the judge along. `--submission DIR` names what to grade."""

pytest_plugins = ["grader.grading.plugin"]
