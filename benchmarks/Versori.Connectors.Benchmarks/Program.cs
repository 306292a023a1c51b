using BenchmarkDotNet.Running;
using Versori.Connectors.Benchmarks.Gate;
using Versori.Connectors.Benchmarks.Invoking;
using Versori.Connectors.Benchmarks.Memory;
using Versori.Connectors.Benchmarks.Reports;
using Versori.Connectors.Benchmarks.Waiting;

switch (args.FirstOrDefault())
{
    case "gate":
        return await ByteGate.RunAsync();

    case "ratio":
        await QuickRatio.RunAsync();
        return 0;

    case "invoke":
        await InvokeOverhead.RunAsync();
        return 0;

    case "waiting":
        return await WaitingCallers.RunAsync();

    case "report":
        return await Report.RunAsync(args.Skip(1));

    case "callers":
        await Report.CallersAsync();
        return 0;

    case "memory":
        await CachedConnections.RunAsync();
        return 0;

    default:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, Report.Config);
        return 0;
}
