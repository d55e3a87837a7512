"""Who works for which centre: invite, lock, change; who may do what; accounts that nobody uses."""
