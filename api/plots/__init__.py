"""Pictures for papers: position matrix, timeline, network. They need matplotlib and igraph: `rostra[plot]`."""
