# A mock takes the place of the logger that asyncio's loops talk to, and remembers each call: nothing of logging is touched.
import asyncio
from unittest import mock


def find_blockers(main, slow=0.1):
    with mock.patch("asyncio.base_events.logger") as logger, asyncio.Runner(debug=True) as runner:
        runner.get_loop().slow_callback_duration = slow
        runner.run(main())
        runner.close()
    return [call.args[1:] for call in logger.warning.call_args_list if call.args[0].startswith("Executing")]
