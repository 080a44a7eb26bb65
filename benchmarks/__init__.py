"""What is measured: one module a question, each run by hand or by make."""
