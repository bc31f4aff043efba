namespace Authentik.Generator.Book;

/// <summary>Verbs of commands.</summary>
internal static class Verbs
{
    /// <summary>Reads one or all.</summary>
    public const string Get = "Get";

    /// <summary>Creates one.</summary>
    public const string New = "New";

    /// <summary>Changes one.</summary>
    public const string Set = "Set";

    /// <summary>Deletes one.</summary>
    public const string Remove = "Remove";

    /// <summary>The verbs that a resource may have, in the order of the reference.</summary>
    public static readonly IReadOnlyList<string> OfResources = [Get, New, Set, Remove];

    private const string List =
        "Add Clear Close Copy Enter Exit Find Format Get Hide Join Lock Move New Open Optimize Pop Push Redo Remove Rename "
        + "Reset Resize Search Select Set Show Skip Split Step Switch Undo Unlock Watch Connect Disconnect Read Receive Send "
        + "Write Backup Checkpoint Compare Compress Convert ConvertFrom ConvertTo Dismount Edit Expand Export Group Import "
        + "Initialize Limit Merge Mount Out Publish Restore Save Sync Unpublish Update Debug Measure Ping Repair Resolve Test "
        + "Trace Approve Assert Build Complete Confirm Deny Deploy Disable Enable Install Invoke Register Request Restart "
        + "Resume Start Stop Submit Suspend Uninstall Unregister Wait Block Grant Protect Revoke Unblock Unprotect Use";

    /// <summary>What <c>Get-Verb</c> lists: the verbs that PowerShell approves.</summary>
    public static readonly IReadOnlySet<string> Approved = List.Split(' ').ToHashSet(StringComparer.Ordinal);
}
