"""The vocabulary: classes, properties, code schemes and shapes; knows nothing of the rest."""
