// Memory, threads and times are those of one test.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
