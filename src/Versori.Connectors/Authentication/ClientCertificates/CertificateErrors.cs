namespace Versori.Connectors.Authentication.ClientCertificates;

/// <summary>What is wrong with a client certificate. The location is the credential's field; what it holds is never shown.</summary>
internal static class CertificateErrors
{
    public static ConnectorException Invalid(string field, string problem) => new(new ConnectorError
    {
        Code = ConnectorErrorCode.InvalidCredential,
        Message = $"The field '{field}' of the client certificate cannot be used. {problem}",
        Location = field,
    });
}
