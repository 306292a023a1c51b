using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Versori.Connectors.Tool.Tests.Terminals;

/// <summary>The tool in a pseudo-terminal (<c>script</c>), so that it shows bars and asks questions.</summary>
internal sealed partial class TerminalProcess : IDisposable
{
    public const string Enter = "\r", Down = "\e[B", Interrupt = "\u0003";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly Process _process;
    private readonly Task _reading;
    private readonly Lock _lock = new();
    private readonly StringBuilder _shown = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _seen;

    private TerminalProcess(Process process)
    {
        _process = process;
        _reading = ReadAsync();
    }

    /// <summary>Whether this machine has the program.</summary>
    public static bool IsSupported => OperatingSystem.IsLinux() && File.Exists("/usr/bin/script");

    /// <summary>What was shown, without colours and movements of the cursor.</summary>
    public string Text
    {
        get
        {
            lock (_lock) return Controls().Replace(_shown.ToString(), "");
        }
    }

    public static TerminalProcess Start(ToolProcess tool, params string[] arguments)
    {
        var words = arguments.Prepend(ToolProcess.Assembly)
            .Select(word => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'");
        var command = $"stty cols 500 rows 50 && exec dotnet {string.Join(' ', words)}";
        var start = new ProcessStartInfo("/usr/bin/script", ["-qefc", command, "/dev/null"])
        {
            WorkingDirectory = tool.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["TERM"] = "xterm";
        foreach (var (name, value) in tool.Environment) start.Environment[name] = value;
        return new(Process.Start(start)!);
    }

    /// <summary>Waits for a text that was not waited for before, and presses keys.</summary>
    public async Task TypeAsync(string after, params string[] keys)
    {
        await WaitForAsync(after);
        foreach (var key in keys) await _process.StandardInput.WriteAsync(key);
        await _process.StandardInput.FlushAsync();
    }

    public async Task WaitForAsync(string text)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                var shown = Controls().Replace(_shown.ToString(), "");
                var found = shown.IndexOf(text, Math.Min(_seen, shown.Length), StringComparison.Ordinal);
                if (found >= 0)
                {
                    _seen = found + text.Length;
                    return;
                }

                changed = _changed.Task;
            }

            var left = Limit - TimeProvider.System.GetElapsedTime(started);
            if (left <= TimeSpan.Zero || _reading.IsCompleted) Assert.Fail($"'{text}' was not shown in: {Text}");
            await Task.WhenAny(changed, _reading).WaitAsync(left);
        }
    }

    /// <summary>Waits for the end, and returns the exit code.</summary>
    public async Task<int> EndAsync()
    {
        await _reading.WaitAsync(Limit);
        await _process.WaitForExitAsync().WaitAsync(Limit);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private async Task ReadAsync()
    {
        var buffer = new char[4096];
        int count;
        while ((count = await _process.StandardOutput.ReadAsync(buffer)) > 0)
        {
            lock (_lock)
            {
                _shown.Append(buffer, 0, count);
                _changed.TrySetResult();
                _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }

    [GeneratedRegex(@"\e\[[0-9;?]*[A-Za-z]")]
    private static partial Regex Controls();
}
