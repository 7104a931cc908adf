"""What has to hold before it is said: a verdict, the other side, what stands above, whether to answer at all."""
