"""What is known of words beyond their letters: translations, what is English, what sounds alike."""
