namespace Versori.Connectors.Authentication.ClientCertificates;

/// <summary>The fields of a client certificate as they were supplied.</summary>
internal sealed class CertificateFields(Func<string, Secret?> find)
{
    public const string CertificateField = "certificate";
    public const string PrivateKeyField = "privateKey";
    public const string PasswordField = "password";
    public const string AuthoritiesField = "certificateAuthorities";

    public static IReadOnlyList<CredentialField> All { get; } =
    [
        new() { Name = CertificateField },
        new() { Name = PrivateKeyField, Required = false },
        new() { Name = PasswordField, Required = false },
        new() { Name = AuthoritiesField, Required = false },
    ];

    public string Certificate => Text(CertificateField) ?? "";

    public string? PrivateKey => Text(PrivateKeyField);

    public string? Password => Text(PasswordField);

    public string? Authorities => Text(AuthoritiesField);

    private string? Text(string field) => find(field)?.Reveal() is { Length: > 0 } text ? text : null;
}
