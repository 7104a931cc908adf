"""What has to hold before evidence is said. Findings, and the evidence chosen of them, come in; out go the evidence
with a verdict, the other side of what it says and what stands above it; how likely it answers, or what is lacking.
"""
