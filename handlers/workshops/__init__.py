"""Kelas bersama: classes for several producers, their seats, and whoever runs them."""
