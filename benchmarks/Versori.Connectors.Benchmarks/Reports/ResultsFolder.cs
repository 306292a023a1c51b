namespace Versori.Connectors.Benchmarks.Reports;

/// <summary>Writes Markdown to <c>benchmarks/results</c>, one file for each subject.</summary>
internal static class ResultsFolder
{
    public static void Write(string subject, string command, string text)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Root(), "benchmarks", "results"));
        var page = $"""
            # {subject}

            Command:

                {command}

            {text}

            """;
        File.WriteAllText(Path.Combine(folder.FullName, $"{subject}.md"), page.ReplaceLineEndings("\n"));
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);

        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Versori.Connectors.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("Run this from a checkout of the repository.");
    }
}
