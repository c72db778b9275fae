namespace PerfGate.Diagnostics;

/// <summary>
/// The codes of everything PerfGate reports. The thousands say what is wrong: 1 usage and configuration,
/// 2 measuring, 3 the baseline, 4 verdicts, 5 the store. docs/diagnostics.md explains each.
/// </summary>
public enum DiagnosticCode
{
    /// <summary>The command line cannot be understood.</summary>
    PG1001 = 1001,

    /// <summary>No configuration file was found.</summary>
    PG1002,

    /// <summary>The configuration file is not readable JSON.</summary>
    PG1003,

    /// <summary>A key of the configuration is unknown.</summary>
    PG1004,

    /// <summary>A value of the configuration is out of range or of the wrong type.</summary>
    PG1005,

    /// <summary>The configuration has no suite of that name.</summary>
    PG1006,

    /// <summary>A project or input that was named does not exist.</summary>
    PG1007,

    /// <summary>A report or run file could not be written.</summary>
    PG1008,

    /// <summary>A report format is unknown.</summary>
    PG1009,

    /// <summary>Inside a build, the tool ended without saying why.</summary>
    PG1010,

    /// <summary>No suite of the configuration is of that project.</summary>
    PG1011,

    /// <summary>The configuration declares no study.</summary>
    PG1012,

    /// <summary>A file that the CI system reads could not be written.</summary>
    PG1013,

    /// <summary>No target framework of a suite can be measured.</summary>
    PG1020 = 1020,

    /// <summary>There is no project with benchmarks.</summary>
    PG1021,

    /// <summary>A file was not changed, as nobody said that it may be overwritten.</summary>
    PG1022,

    /// <summary>The suite did not build.</summary>
    PG2001 = 2001,

    /// <summary>Nothing ran: the filter matches nothing, or the suite produced no results.</summary>
    PG2002,

    /// <summary>A benchmark has no measurements: it or its set-up threw, or it was not run.</summary>
    PG2003,

    /// <summary>The suite lists a benchmark that its results do not hold.</summary>
    PG2004,

    /// <summary>The suite is a Debug build, or a debugger was attached.</summary>
    PG2005,

    /// <summary>The baseline has a benchmark that the run lost.</summary>
    PG2006,

    /// <summary>Two benchmarks have the same identity.</summary>
    PG2007,

    /// <summary>A measurement is not a number, infinite, zero or negative.</summary>
    PG2008,

    /// <summary>A result file is not readable: truncated, or not JSON.</summary>
    PG2009,

    /// <summary>A file is JSON, but not of BenchmarkDotNet or PerfGate.</summary>
    PG2010,

    /// <summary>A folder holds no result files.</summary>
    PG2011,

    /// <summary>The suite's process crashed.</summary>
    PG2012,

    /// <summary>The two sides have no benchmark in common.</summary>
    PG2013,

    /// <summary>The suite does not pass its arguments on to BenchmarkDotNet.</summary>
    PG2014,

    /// <summary>Results of one side come from different environments.</summary>
    PG2015,

    /// <summary>The run has nothing that the study compares.</summary>
    PG2016,

    /// <summary>A line of plain results cannot be used.</summary>
    PG2017,

    /// <summary>A ratio that is gated compares no two benchmarks.</summary>
    PG2018,

    /// <summary>The machine is busy with something else.</summary>
    PG2020 = 2020,

    /// <summary>The processor's frequency is not held high.</summary>
    PG2021,

    /// <summary>The processor's frequency depends on heat and on the other cores: turbo is on.</summary>
    PG2022,

    /// <summary>The machine is a virtual one.</summary>
    PG2023,

    /// <summary>The host takes processor time away.</summary>
    PG2024,

    /// <summary>The machine runs on its battery.</summary>
    PG2025,

    /// <summary>A suite's Release build is not optimised.</summary>
    PG2026,

    /// <summary>Memory is short, or swapped.</summary>
    PG2027,

    /// <summary>There are too few cores to keep others off the one that measures.</summary>
    PG2028,

    /// <summary>Two logical cores share a physical one.</summary>
    PG2029,

    /// <summary>A container may only use a part of the processor's time.</summary>
    PG2030,

    /// <summary>The processor was slowed down by its own heat.</summary>
    PG2031,

    /// <summary>Variables of the environment change how .NET runs.</summary>
    PG2032,

    /// <summary>An in-process suite starts with unoptimised code.</summary>
    PG2033,

    /// <summary>Little room is left for what suites write.</summary>
    PG2034,

    /// <summary>Suspects could not be confirmed here: the baseline's commit cannot be had.</summary>
    PG2035,

    /// <summary>There is no baseline of this machine.</summary>
    PG2036,

    /// <summary>Something that may spoil measuring could not be read.</summary>
    PG2037,

    /// <summary>The gate flagged an unchanged build.</summary>
    PG2039 = 2039,

    /// <summary>The system lays out the memory of each process alike.</summary>
    PG2040,

    /// <summary>A file of a folder was passed over: it is no report, or says nothing that another does not.</summary>
    PG2050 = 2050,

    /// <summary>One run stands in several files.</summary>
    PG2051,

    /// <summary>A folder holds runs of several days.</summary>
    PG2052,

    /// <summary>A benchmark has fewer launches than its job asks for.</summary>
    PG2053,

    /// <summary>A report lacks what it should say.</summary>
    PG2054,

    /// <summary>A suite, or its build, did not end in time.</summary>
    PG2070 = 2070,

    /// <summary>What was made to measure could not be removed.</summary>
    PG2071,

    /// <summary>The lock that keeps measurements of one machine apart cannot be taken.</summary>
    PG2072,

    /// <summary>A suite still ran whose PerfGate had been killed.</summary>
    PG2073,

    /// <summary>A benchmark could not be explained.</summary>
    PG2074,

    /// <summary>A shard of a run is missing, or a part of it.</summary>
    PG2080 = 2080,

    /// <summary>A shard of a run was measured twice.</summary>
    PG2081,

    /// <summary>Shards of a run are of different commits, or not of the one that is checked out.</summary>
    PG2082,

    /// <summary>Shards of a run were measured with different versions of the harness.</summary>
    PG2083,

    /// <summary>Shards of a run come from different splits of the suite.</summary>
    PG2084,

    /// <summary>Shards of a run are of different classes of machines.</summary>
    PG2085,

    /// <summary>There is nothing left for a shard to measure.</summary>
    PG2086,

    /// <summary>Whether all shards measured the same source cannot be told.</summary>
    PG2087,

    /// <summary>The shards of a run were measured on several models of machine.</summary>
    PG2088,

    /// <summary>What one model of machine measured of a suite in a run of shards is a part, and no baseline.</summary>
    PG2089,

    /// <summary>No baseline exists where one is required.</summary>
    PG3001 = 3001,

    /// <summary>The baseline is corrupt.</summary>
    PG3002,

    /// <summary>The baseline was written by a newer PerfGate.</summary>
    PG3003,

    /// <summary>The baseline was measured in another environment, so times are not judged.</summary>
    PG3004,

    /// <summary>The base of a comparison cannot be used.</summary>
    PG3005,

    /// <summary>The baseline's environment differs in something small, so look at it when times moved.</summary>
    PG3006,

    /// <summary>The commit to compare with cannot be had here.</summary>
    PG3007,

    /// <summary>The renames make one benchmark of two.</summary>
    PG3008,

    /// <summary>A rename matches nothing in the baseline.</summary>
    PG3009,

    /// <summary>A benchmark that was renamed still runs under its old name.</summary>
    PG3010,

    /// <summary>A regression that is accepted is part of the baseline by now.</summary>
    PG3011,

    /// <summary>Another version of the harness measured the baseline, so times and allocation are not judged.</summary>
    PG3012,

    /// <summary>A metric has another unit, direction or kind in the baseline, so it is not judged.</summary>
    PG3013,

    /// <summary>The stored baseline was measured on another machine, or with another harness, so its commit was measured here, or could not be.</summary>
    PG3014,

    /// <summary>The commit that a pull request, or a branch, is to be judged against cannot be told.</summary>
    PG3015,

    /// <summary>A pull request changes what it is judged by.</summary>
    PG3016,

    /// <summary>A suite was skipped, as nothing that it is built from changed.</summary>
    PG3017,

    /// <summary>A baseline is of a state that is not committed.</summary>
    PG3018,

    /// <summary>Something is stored that the check was not asked for.</summary>
    PG3019,

    /// <summary>The calibration of this environment cannot be read.</summary>
    PG3020 = 3020,

    /// <summary>Neither side tells where it was measured.</summary>
    PG3021,

    /// <summary>A stored session was changed since PerfGate wrote it.</summary>
    PG3022,

    /// <summary>A stored session is not signed with the key that is set.</summary>
    PG3023,

    /// <summary>A benchmark failed in the base of a comparison.</summary>
    PG3030 = 3030,

    /// <summary>A benchmark became slower.</summary>
    PG4001 = 4001,

    /// <summary>A benchmark allocates more, or a counter rose.</summary>
    PG4002,

    /// <summary>A benchmark could not be decided.</summary>
    PG4003,

    /// <summary>A benchmark is new: the baseline does not have it.</summary>
    PG4004,

    /// <summary>A ratio inside the run changed, seen against a baseline of another environment.</summary>
    PG4005,

    /// <summary>A benchmark's lowest launches kept, but its launches as a whole became slower.</summary>
    PG4006,

    /// <summary>A benchmark was worse than the stored baseline, and is not worse than the baseline's commit here and now.</summary>
    PG4007,

    /// <summary>A benchmark crept: many small steps made it worse than the anchor.</summary>
    PG4008,

    /// <summary>A benchmark is worse than the baseline, and accepted as such.</summary>
    PG4009,

    /// <summary>An acceptance has expired, or will soon.</summary>
    PG4010,

    /// <summary>An acceptance matches nothing.</summary>
    PG4011,

    /// <summary>A baseline was not stored, because it would take in a regression.</summary>
    PG4012,

    /// <summary>Benchmarks seem slower, by too few launches to be sure.</summary>
    PG4014 = 4014,

    /// <summary>Benchmarks do less than their harness, and are too small to judge.</summary>
    PG4015,

    /// <summary>Most benchmarks became slower by about the same factor.</summary>
    PG4016,

    /// <summary>Comparisons that the policy does not gate.</summary>
    PG4017,

    /// <summary>A difference of an exact metric lies within the resolution of the instrument.</summary>
    PG4020 = 4020,

    /// <summary>The store could not be written; what it held is intact.</summary>
    PG5001 = 5001,

    /// <summary>What was judged against was changed by somebody else meanwhile; nothing was stored.</summary>
    PG5002,

    /// <summary>The store cannot be reached, broke off, or did not answer in time.</summary>
    PG5003,

    /// <summary>The store has no tables yet, or those of an older PerfGate.</summary>
    PG5004,

    /// <summary>The store was made by a newer PerfGate.</summary>
    PG5005,

    /// <summary>The store does not permit what was asked of it.</summary>
    PG5006,

    /// <summary>Others were writing to the store all the time.</summary>
    PG5007,

    /// <summary>A store that is copied to holds something else.</summary>
    PG5008,

    /// <summary>A line of the history cannot be read.</summary>
    PG5010 = 5010,

    /// <summary>The history was written by a newer PerfGate.</summary>
    PG5011,

    /// <summary>The last line of a history is torn.</summary>
    PG5012,

    /// <summary>A session could not be added to the history.</summary>
    PG5013,

    /// <summary>The history of a remote cannot be fetched, or the remote does not take it.</summary>
    PG5014,

    /// <summary>There is no history here.</summary>
    PG5015,
}
