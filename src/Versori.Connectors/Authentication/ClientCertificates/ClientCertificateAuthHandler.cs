using Versori.Connectors.Expressions;

namespace Versori.Connectors.Authentication.ClientCertificates;

/// <summary>
/// A client certificate. It adds nothing to requests: the connection's own transport presents it. See
/// <see cref="Http.ClientTransport"/>.
/// </summary>
internal sealed class ClientCertificateAuthHandler()
    : AuthMethodHandler<ClientCertificateAuth>(CredentialKind.ClientCertificate)
{
    protected override IReadOnlyList<CredentialField> Fields(ClientCertificateAuth method, CredentialKind kind) =>
        CertificateFields.All;

    protected override IEnumerable<(string Pointer, string Message)> Problems(ClientCertificateAuth method)
    {
        if (method.CertificateAuthorities is { } authorities && Problem(authorities) is { } problem)
        {
            yield return ("/certificateAuthorities", problem);
        }
    }

    protected override IEnumerable<RequestAuthenticator> Prepare(
        ClientCertificateAuth method, ExpressionValues values) =>
        [];

    public override void CheckCredential(AuthMethod method, Credential credential, DateTimeOffset now)
    {
        var fields = new CertificateFields(credential.Fields.GetValueOrDefault);
        if (fields.Authorities is { } authorities)
        {
            CertificateLoader.LoadAuthorities(authorities, CertificateFields.AuthoritiesField);
        }

        using var loaded = CertificateLoader.Load(fields);
        CertificateLoader.ThrowIfNotValid(loaded.Certificate, now);
    }

    private static string? Problem(string authorities)
    {
        try
        {
            CertificateLoader.LoadAuthorities(authorities, CertificateFields.AuthoritiesField);
            return null;
        }
        catch (ConnectorException exception)
        {
            return exception.Error.Message;
        }
    }
}
