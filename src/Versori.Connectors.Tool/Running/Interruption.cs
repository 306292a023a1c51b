using System.Runtime.InteropServices;
using Versori.Connectors.Tool.Output;

namespace Versori.Connectors.Tool.Running;

/// <summary>
/// Cancels a command at Ctrl+C (SIGINT) or SIGTERM. A command that does not end in time, or a second signal, ends the
/// process after its temporary files are deleted.
/// </summary>
internal sealed class Interruption : IDisposable
{
    // Long enough to end what is cancelled, and short enough for a person who waits.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _source = new();
    private readonly TaskCompletionSource _signalled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;

    public Interruption()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
    }

    public CancellationToken Token => _source.Token;

    /// <summary>The exit code of the signal; 0: there was none.</summary>
    public int ExitCode { get; private set; }

    /// <summary>Waits for a command. If it does not react to a signal in time, the process ends.</summary>
    public async Task<int> WaitAsync(Task<int> work)
    {
        if (await Task.WhenAny(work, _signalled.Task).ConfigureAwait(false) == work)
            return await work.ConfigureAwait(false);
        var grace = Task.Delay(Grace, TimeProvider.System);
        if (await Task.WhenAny(work, grace).ConfigureAwait(false) != work) End();
        return await work.ConfigureAwait(false);
    }

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _source.Dispose();
    }

    private void Cancel(PosixSignalContext context)
    {
        context.Cancel = true;
        if (ExitCode != 0) End();
        ExitCode = context.Signal == PosixSignal.SIGTERM ? Running.ExitCode.Terminated : Running.ExitCode.Interrupted;
        _source.Cancel();
        _signalled.TrySetResult();
    }

    private void End()
    {
        TemporaryFiles.DeleteAll();
        Environment.Exit(ExitCode);
    }
}
