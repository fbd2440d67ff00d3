"""エコマップ: the household's ties as facts, as a graph, and as one picture painted once (pure)."""
