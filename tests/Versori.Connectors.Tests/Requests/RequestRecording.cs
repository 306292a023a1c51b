namespace Versori.Connectors.Tests.Requests;

/// <summary>
/// The requests of complete conversations, recorded in <c>Fixtures/Requests/requests.txt</c>. They stay the same,
/// byte for byte, except for random values. To record again, set <c>VERSORI_RECORD_REQUESTS</c> to an empty folder, run
/// <c>MethodRequestTests</c> and <c>ProviderCatalogueTests</c> twice, because keys differ between processes, and
/// concatenate the files that they write there.
/// </summary>
internal static class RequestRecording
{
    private const string Heading = "=== ";
    private const int Runs = 3;

    private static readonly Lazy<Dictionary<string, string>> Recorded = new(Load);

    /// <summary>The names of the recorded conversations.</summary>
    public static IReadOnlyCollection<string> Names => Recorded.Value.Keys;

    /// <summary>Compares the requests of a conversation with the recording.</summary>
    /// <param name="name">The conversation's name.</param>
    /// <param name="converse">Runs the conversation and returns the text of its requests.</param>
    public static async Task AssertSameAsync(string name, Func<Task<IReadOnlyList<string>>> converse)
    {
        if (Environment.GetEnvironmentVariable("VERSORI_RECORD_REQUESTS") is { Length: > 0 } folder)
        {
            await RecordAsync(folder, name, converse);
            return;
        }

        Assert.True(Recorded.Value.TryGetValue(name, out var recorded), $"No requests of {name} are recorded.");
        var difference = RequestMask.Difference(recorded, Join(await converse()).TrimEnd('\n'));
        Assert.True(difference is null, $"The requests of {name} have changed at {difference}");
    }

    private static async Task RecordAsync(string folder, string name, Func<Task<IReadOnlyList<string>>> converse)
    {
        var file = Path.Combine(folder, $"{name.Replace(' ', '-')}.txt");
        var heading = $"{Heading}{name}\n";
        var runs = new List<string>();
        if (File.Exists(file)) runs.Add(await File.ReadAllTextAsync(file));
        for (var run = 0; run < Runs; run++) runs.Add(heading + Join(await converse()));
        await File.WriteAllTextAsync(file, RequestMask.Combine(runs));
    }

    private static string Join(IReadOnlyList<string> requests) =>
        string.Concat(requests.Select((request, number) => $"--- {number + 1}\n{request}"));

    private static Dictionary<string, string> Load()
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "Requests", "requests.txt"));
        return $"\n{text}".Split($"\n{Heading}", StringSplitOptions.RemoveEmptyEntries)
            .Select(section => section.Split('\n', 2))
            .ToDictionary(section => section[0], section => section[1].TrimEnd('\n'), StringComparer.Ordinal);
    }
}
