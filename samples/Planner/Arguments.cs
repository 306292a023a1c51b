namespace PlannerSample;

/// <summary>The arguments of the command line.</summary>
internal sealed record Arguments
{
    public const string Usage = """
        dotnet run --project samples/Planner -- [FILE_OR_URL...] [options]
            a conversation about the documents; without one, about orders.json beside the sample
        --client none|scripted|openai|ollama
            who responds. none (default): comparing words. scripted: a client in this process, which shows how clients
            call functions. openai: any service with that protocol; its key is read from OPENAI_API_KEY. ollama: a
            server of Ollama
        --endpoint URL      where the service is. Default: that of OpenAI, or http://localhost:11434
        --model NAME        the model; required for openai and ollama
        --data FILE         keeps the conversation in an SQLite file and continues it there
        --say TEXT          a line to say, any number of them; the program ends after the last. Without it, lines are
                            read from standard input
        """;

    public List<string> Documents { get; } = [];

    public List<string> Lines { get; } = [];

    public string Client { get; private set; } = "none";

    public Uri? Endpoint { get; private set; }

    public string? Model { get; private set; }

    public string? Data { get; private set; }

    /// <summary>Reads the arguments; <see langword="null"/> if they are wrong.</summary>
    public static Arguments? Read(string[] args)
    {
        var read = new Arguments();
        for (var at = 0; at < args.Length; at++)
        {
            if (!args[at].StartsWith("--", StringComparison.Ordinal))
            {
                read.Documents.Add(args[at]);
                continue;
            }

            if (++at == args.Length || !read.Take(args[at - 1], args[at])) return null;
        }

        return read.IsWhole ? read : null;
    }

    private bool IsWhole => Client is "none" or "scripted" || (Client is "openai" or "ollama" && Model is not null);

    private bool Take(string name, string value)
    {
        switch (name)
        {
            case "--client":
                Client = value;
                return true;
            case "--endpoint":
                Endpoint = Uri.TryCreate(value, UriKind.Absolute, out var url) ? url : null;
                return Endpoint is not null;
            case "--model":
                Model = value;
                return true;
            case "--data":
                Data = value;
                return true;
            case "--say":
                Lines.Add(value);
                return true;
            default:
                return false;
        }
    }
}
