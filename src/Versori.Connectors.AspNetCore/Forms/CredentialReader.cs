namespace Versori.Connectors.AspNetCore.Forms;

/// <summary>Makes credentials of the values of a form.</summary>
internal static class CredentialReader
{
    public static IEnumerable<Credential> Read(IEnumerable<ConnectFormPart> parts, SubmittedForm submitted) =>
        parts.Select(part => Credential.For(part.Method.Id, submitted.Fields(part)));
}
