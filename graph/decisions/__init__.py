"""What people decide about what was read: made, kept, undone, and in force over whatever is read later."""
