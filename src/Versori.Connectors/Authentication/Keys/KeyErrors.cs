namespace Versori.Connectors.Authentication.Keys;

/// <summary>
/// Creates the errors of keys. The location is the credential's field. A message never contains the key.
/// </summary>
internal static class KeyErrors
{
    public static ConnectorException Invalid(string field, string problem) => new(new ConnectorError
    {
        Code = ConnectorErrorCode.InvalidCredential,
        Message = $"The field '{field}' does not contain a usable key. {problem}",
        Location = field,
    });

    public static ConnectorException NotSupported(string field, string problem) => new(new ConnectorError
    {
        Code = ConnectorErrorCode.NotSupported,
        Message = $"The key in the field '{field}' is not supported in this release. {problem}",
        Location = field,
    });
}
