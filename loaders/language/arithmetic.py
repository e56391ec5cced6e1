"""How spaCy's networks compute: by numpy's BLAS, on one thread."""

from contextlib import AbstractContextManager

from thinc.api import use_ops
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]


def single_core() -> AbstractContextManager[None]:
    """Networks that are made within compute by numpy's BLAS instead of spaCy's; both give the same numbers.

    On processors with wide vectors that is half as fast again. Unlike spaCy's, numpy's BLAS would spread small
    products over all cores and lose by it, so this keeps the process to one thread for them from now on; who has
    more cores to use starts more processes.
    """
    threadpool_limits(limits=1, user_api="blas")
    return use_ops("numpy", use_blis=False)
