namespace Versori.Connectors.Tests.Invocation.Paging;

/// <summary>The response with one page.</summary>
public sealed record PageReply(
    string Body, int Status = 200, IReadOnlyList<(string Name, string Value)>? Headers = null);
