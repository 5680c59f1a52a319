"""Reports that show people how the bodies of pages were chosen."""

from boilerstrip.report.describe import describe, describe_failure
from boilerstrip.report.document import asset, digest, fill, policy, render
from boilerstrip.report.listing import listing

__all__ = ["asset", "describe", "describe_failure", "digest", "fill", "listing", "policy", "render"]
