#!/bin/sh
# A suite without BenchmarkDotNet and without .NET. What it "measures" stands in the file that its build made of "work", and a little noise is
# added, as every launch has some.
set -e
value=$(cat built)
noise=$(($$ % 10))
cat > "$PERFGATE_OUTPUT" <<END
{"benchmark": "load test: p99", "unit": "ms", "values": [$value.0$noise, $value.2]}
{"benchmark": "startup", "unit": "ms", "value": 100.0$noise}
{"benchmark": "startup", "metric": "size", "unit": "KB", "kind": "exact", "value": 64}
END
echo "measured $# $PERFGATE_FILTER"
