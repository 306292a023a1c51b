using Spectre.Console;

namespace Versori.Connectors.Tool.Output;

/// <summary>Shows bars on standard error while a command works, if it is a terminal.</summary>
internal static class ProgressDisplay
{
    /// <summary>Runs work that reports its steps.</summary>
    public static async Task<T> RunAsync<T>(Terminal terminal, Func<IWorkProgress, Task<T>> work)
    {
        if (!terminal.ShowsProgress) return await work(NoProgress.Instance).ConfigureAwait(false);
        return await BarsAsync(terminal, work).ConfigureAwait(false);
    }

    // The library for bars is loaded only when there is a terminal for them.
    private static async Task<T> BarsAsync<T>(Terminal terminal, Func<IWorkProgress, Task<T>> work)
    {
        var console = Consoles.OnError(terminal);
        return await console.Progress()
            .AutoClear(true)
            .HideCompleted(false)
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn(),
                new PercentageColumn(),
                new ElapsedTimeColumn())
            .StartAsync(async display => await work(new Bars(display)).ConfigureAwait(false))
            .ConfigureAwait(false);
    }

    private sealed class Bars(ProgressContext display) : IWorkProgress
    {
        private ProgressTask? _current;

        public void Begin(string step, long? total)
        {
            End();
            _current = display.AddTask(Markup.Escape(TerminalText.Short(step, 48)), maxValue: total ?? 1);
            _current.IsIndeterminate = total is null or 0;
        }

        public void Advance(long amount) => _current?.Increment(amount);

        private void End()
        {
            if (_current is null) return;
            _current.IsIndeterminate = false;
            _current.Value = _current.MaxValue;
            _current.StopTask();
        }
    }
}
