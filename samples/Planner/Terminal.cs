using Versori.Connectors;

namespace PlannerSample;

/// <summary>Reads lines from the arguments, a script or a person, and runs them.</summary>
internal static class Terminal
{
    /// <summary>Runs all lines. Returns the exit code.</summary>
    public static async Task<int> RunAsync(Talk talk, List<string> lines)
    {
        var isPerson = lines.Count == 0 && !Console.IsInputRedirected;
        if (isPerson) Console.WriteLine("Say what the integration should do. /help lists the commands.");
        var failures = 0;
        foreach (var line in lines.Count > 0 ? lines : Typed(isPerson))
        {
            if (!isPerson) Console.WriteLine($"> {line}");
            try
            {
                using var stop = new CancellationTokenSource();
                ConsoleCancelEventHandler cancel = (_, press) =>
                {
                    // The response ends, and the conversation goes on.
                    press.Cancel = true;
                    stop.Cancel();
                };
                Console.CancelKeyPress += cancel;
                try
                {
                    if (!await talk.RunAsync(line, stop.Token)) break;
                }
                finally
                {
                    Console.CancelKeyPress -= cancel;
                }
            }
            catch (Exception exception) when (exception is ConnectorException or IOException
                or UnauthorizedAccessException or OperationCanceledException)
            {
                failures++;
                Console.WriteLine($"  ! {exception.Message}");
            }
        }

        return failures == 0 || isPerson ? 0 : 1;
    }

    private static IEnumerable<string> Typed(bool isPerson)
    {
        if (isPerson) Console.Write("> ");
        while (Console.ReadLine() is { } line)
        {
            yield return line;
            if (isPerson) Console.Write("> ");
        }
    }
}
