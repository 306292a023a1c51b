using System.Text.RegularExpressions;

namespace Versori.Connectors.Tests.Conventions;

/// <summary>Rules for the code that requests pass through.</summary>
public sealed partial class PipelineConventionTests
{
    [Fact]
    public void A_handler_overrides_both_Send_and_SendAsync() => Convention.Holds(
        from file in SourceFiles.WrittenByHandIn("src")
        let text = File.ReadAllText(file)
        where Handler().IsMatch(text)
        where !Asynchronous().IsMatch(text)
            || !text.Contains("override HttpResponseMessage Send(", StringComparison.Ordinal)
        select $"{SourceFiles.Relative(file)}: override both Send and SendAsync");

    [Fact]
    public void Credentials_are_added_to_requests_in_one_place() => Convention.Holds(
        from file in SourceFiles.WrittenByHandIn("src/Versori.Connectors")
        where !Path.GetFileName(file).EndsWith("Authenticator.cs", StringComparison.Ordinal)
            && Path.GetFileName(file) != "RequestCredentials.cs"
        where Applying().IsMatch(File.ReadAllText(file))
        select $"{SourceFiles.Relative(file)}: use RequestCredentials, which checks the origin");

    // A primary constructor may have its parameters on several lines.
    [GeneratedRegex(@"class \w+(\([^{]*?\))?\s*:\s*(DelegatingHandler|HttpMessageHandler|HttpClientHandler)\b")]
    private static partial Regex Handler();

    [GeneratedRegex(@"override (async )?Task<HttpResponseMessage> SendAsync\(")]
    private static partial Regex Asynchronous();

    [GeneratedRegex(@"[Aa]uthenticators?(\[\w+\])?\.ApplyAsync\(")]
    private static partial Regex Applying();
}
