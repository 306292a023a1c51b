namespace Versori.Connectors.Authentication.Keys;

/// <summary>What is wrong with a key. The location is the credential's field; the key is never shown.</summary>
internal static class KeyErrors
{
    public static ConnectorException Invalid(string field, string problem) => new(new ConnectorError
    {
        Code = ConnectorErrorCode.InvalidCredential,
        Message = $"The field '{field}' is not a key that can be used. {problem}",
        Location = field,
    });

    public static ConnectorException NotSupported(string field, string problem) => new(new ConnectorError
    {
        Code = ConnectorErrorCode.NotSupported,
        Message = $"The key in the field '{field}' cannot be used by this release. {problem}",
        Location = field,
    });
}
