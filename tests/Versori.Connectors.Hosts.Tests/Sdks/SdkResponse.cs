namespace Versori.Connectors.Hosts.Tests.Sdks;

/// <summary>What a vendor's API returns.</summary>
internal sealed record SdkResponse(string Body)
{
    public int Status { get; init; } = 200;

    public string ContentType { get; init; } = "application/json";

    public (string Name, string Value)[] Headers { get; init; } = [];
}
