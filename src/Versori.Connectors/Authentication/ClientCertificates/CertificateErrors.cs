namespace Versori.Connectors.Authentication.ClientCertificates;

/// <summary>
/// Creates the errors of client certificates. The location is the credential's field. A message never contains its
/// value.
/// </summary>
internal static class CertificateErrors
{
    public static ConnectorException Invalid(string field, string problem) => new(new ConnectorError
    {
        Code = ConnectorErrorCode.InvalidCredential,
        Message = $"The field '{field}' of the client certificate cannot be used. {problem}",
        Location = field,
    });
}
