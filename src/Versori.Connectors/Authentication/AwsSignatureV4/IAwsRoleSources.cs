namespace Versori.Connectors.Authentication.AwsSignatureV4;

/// <summary>Creates the sources of temporary credentials of a role.</summary>
internal interface IAwsRoleSources
{
    /// <summary>Returns the source for a method with an <see cref="AwsSignatureV4Auth.AssumedRole"/>.</summary>
    ITokenSource For(AwsSignatureV4Auth method, AwsAssumedRole role);
}
