"""The pages of those who look after cells and their officers: administrators of a committee, coordinators of a base."""
