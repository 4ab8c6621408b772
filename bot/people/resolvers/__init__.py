"""What people type, understood: place, phone, date, occupation. Pure once made."""
