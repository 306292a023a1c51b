namespace Versori.Connectors.Examples;

/// <summary>What was wrong with a request that was sent.</summary>
/// <param name="UrlProblem">How its URL differs from what the endpoint says.</param>
/// <param name="HasCredential">Whether it has a credential, or needs none.</param>
internal sealed record SentExample(string? UrlProblem, bool HasCredential);
