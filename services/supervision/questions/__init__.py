"""What is asked of supervision: reads that change nothing but the record of who read whom."""
