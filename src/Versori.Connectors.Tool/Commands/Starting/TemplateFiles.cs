namespace Versori.Connectors.Tool.Commands.Starting;

/// <summary>The files of the template for <c>dotnet new</c>, which are resources of the tool too.</summary>
internal static class TemplateFiles
{
    /// <summary>What the template's project is called.</summary>
    public const string ProjectName = "VersoriHost";

    public static string Read(string name)
    {
        using var stream = typeof(TemplateFiles).Assembly.GetManifestResourceStream($"starter/{name}")
            ?? throw new InvalidOperationException($"The tool lacks the file '{name}' of the template.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>Replaces a part that the template contains.</summary>
    /// <exception cref="InvalidOperationException">The template lacks it: it was changed without the tool.</exception>
    public static string With(this string text, string part, string replacement) =>
        text.Contains(part, StringComparison.Ordinal)
            ? text.Replace(part, replacement, StringComparison.Ordinal)
            : throw new InvalidOperationException($"The template lacks '{part}'.");
}
