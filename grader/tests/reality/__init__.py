"""Reality as the judge of the lab: scenarios are played in it, and on the stock loop with real sleeps, sockets, threads, processes."""
