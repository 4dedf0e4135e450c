"""Who is told what, when, which way and in which words: pure rules."""
