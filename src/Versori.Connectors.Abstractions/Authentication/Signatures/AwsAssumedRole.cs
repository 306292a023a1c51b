namespace Versori.Connectors;

/// <summary>
/// A role that is assumed with the connection's access key (AWS STS API Reference, "AssumeRole"). Its temporary
/// credentials are kept like a token, and are replaced before they expire. Texts are expressions over the fields and
/// the connector's inputs.
/// </summary>
public sealed record AwsAssumedRole
{
    /// <summary>The role's ARN, such as <c>{roleArn}</c>.</summary>
    public required string RoleArn { get; init; }

    /// <summary>The name of the session, which AWS shows in its logs. Default: <c>versori-connectors</c>.</summary>
    public string SessionName { get; init => field = value ?? "versori-connectors"; } = "versori-connectors";

    /// <summary>
    /// The external id that the role's trust policy may require. An empty value is not sent. Default: none.
    /// </summary>
    public string? ExternalId { get; init; }

    /// <summary>
    /// How long the temporary credentials are valid: from 15 minutes to 12 hours. Default: one hour, as AWS has it.
    /// </summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>The region of the STS endpoint. Default: the region of the method.</summary>
    public string? Region { get; init; }

    /// <summary>
    /// The URL of the STS endpoint. Default: the regional endpoint, <c>https://sts.REGION.amazonaws.com/</c>.
    /// </summary>
    public string? Url { get; init; }
}
