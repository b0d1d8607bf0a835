"""What an attentive editor would mark in a draft: one file per check."""
