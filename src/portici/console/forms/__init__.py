"""Forms of the working area: they check shape, services check everything else."""
