using System.Diagnostics;
using System.Threading.Channels;

namespace Versori.Connectors.Soak.Workers;

/// <summary>A separate process that runs commands, one for each line of input.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly Channel<string> _said = Channel.CreateUnbounded<string>();
    private readonly Task _listening;

    private WorkerProcess(Process process)
    {
        _process = process;
        _listening = ListenAsync();
    }

    public int Id => _process.Id;

    /// <summary>The output that was not read yet.</summary>
    public ChannelReader<string> Said => _said.Reader;

    public static WorkerProcess Start(params IEnumerable<string> arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Versori.Connectors.Soak.dll");
        var start = new ProcessStartInfo("dotnet", ["exec", program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        return new(Process.Start(start)!);
    }

    public async Task NotifyAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>Returns the next line of output.</summary>
    /// <exception cref="InvalidOperationException">The process has ended.</exception>
    public Task<string> HearAsync() => HearAsync(Patience);

    /// <summary>Returns the next line of output, which takes at most the given time.</summary>
    /// <exception cref="InvalidOperationException">The process has ended.</exception>
    public async Task<string> HearAsync(TimeSpan patience)
    {
        using var limit = new CancellationTokenSource(patience);
        try
        {
            return await _said.Reader.ReadAsync(limit.Token);
        }
        catch (ChannelClosedException)
        {
            throw new InvalidOperationException($"Worker {Id} has ended.");
        }
    }

    /// <summary>Kills it with SIGKILL.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        await _listening;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
    }

    private async Task ListenAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line) await _said.Writer.WriteAsync(line);
        _said.Writer.Complete();
    }
}
