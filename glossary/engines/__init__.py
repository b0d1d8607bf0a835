"""Where the counting of a large corpus runs: in this process, in shards on disk, or on a Spark cluster.

Only `pipeline` knows the engines; everything else sees documents and counts. All of them call the same functions over
shards (`extraction.counting.ranges`), and give the same rows.
"""
