using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Versori.Connectors.Tests.Servers;

/// <summary>
/// .NET adds tracing headers to all requests of the process as soon as anything in it records spans. One test that does
/// must not change the requests of another one that compares them.
/// </summary>
internal static class TracingHeaders
{
    [ModuleInitializer]
    internal static void SwitchOff() =>
        DistributedContextPropagator.Current = DistributedContextPropagator.CreateNoOutputPropagator();
}
