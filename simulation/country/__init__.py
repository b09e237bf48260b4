"""Many schools in regions and districts, and the labour market that joins them: who leaves one school arrives in another."""
