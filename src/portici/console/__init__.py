"""The working area: what people who run the plan open every day."""
