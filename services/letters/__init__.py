"""Letters of service for mentors, and the code by which anybody can check one."""
