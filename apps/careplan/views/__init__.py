"""Pages of the plan: dates, appointments, tasks, and the small steps taken on them."""
